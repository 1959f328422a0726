/** The sign: an arch, a counter and a head behind it; also an M with a roof. */
export function BrandSign() {
  return (
    <svg className="brand__sign" viewBox="0 0 34 34" fill="none" aria-hidden="true">
      <path
        className="accent"
        d="M5 31V17a12 12 0 0 1 24 0v14"
        stroke="currentColor"
        strokeWidth="3.2"
        strokeLinecap="round"
      />
      <path d="M2.5 24.5h29" stroke="currentColor" strokeWidth="3.2" strokeLinecap="round" />
      <circle cx="17" cy="16.6" r="3.7" fill="currentColor" />
    </svg>
  );
}

type Props = { productName: string; governmentName: string };

export function Brand({ productName, governmentName }: Props) {
  return (
    <>
      <BrandSign />
      <span className="brand__text">
        <b>{productName}</b>
        <small>{governmentName}</small>
      </span>
    </>
  );
}
