/** Plain text as it was written, with its addresses as links that lead away from the desk. */
import { Fragment } from 'react';

/** An address ends before the punctuation of the sentence it stands in. */
const ADDRESS = /(https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])/;

export function Plain({ text }: { text: string }) {
  return (
    <p className="announce__text">
      {text.split(ADDRESS).map((part, index) => {
        const key = `${index} ${part}`;
        return index % 2 === 1 ? (
          <a key={key} href={part} target="_blank" rel="noreferrer noopener">
            {part}
          </a>
        ) : (
          <Fragment key={key}>{part}</Fragment>
        );
      })}
    </p>
  );
}
