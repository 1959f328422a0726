/** The text of a privacy notice: "# …" begins a section, "a. …" stands under what is before it. */
export function NoticeText({ text, lang }: { text: string; lang: string }) {
  return (
    <div className="notice-text stack" lang={lang}>
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) =>
          line.startsWith('# ') ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and have no name but their place
            <h2 key={`${index} ${line}`}>{line.slice(2)}</h2>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <p key={`${index} ${line}`} className={/^\s*[a-z]\.\s/.test(line) ? 'notice-text__under' : undefined}>
              {line}
            </p>
          ),
        )}
    </div>
  );
}
