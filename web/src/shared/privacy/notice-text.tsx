/** The text of a privacy notice: "# …" begins a section, "a. …" stands under what is before it. */
export function NoticeText({ text, lang }: { text: string; lang: string }) {
  return (
    <div className="notice-text stack" lang={lang}>
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) =>
          line.startsWith('# ') ? (
            <h2 key={line}>{line.slice(2)}</h2>
          ) : (
            <p key={line} className={/^\s*[a-z]\.\s/.test(line) ? 'notice-text__under' : undefined}>
              {line}
            </p>
          ),
        )}
    </div>
  );
}
