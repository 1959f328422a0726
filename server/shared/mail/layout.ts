/**
 * A letter as a list of blocks, and its two forms. Text comes first; in the HTML everything is escaped here, once.
 *
 * Tables and style attributes only: Outlook draws with Word, and the page that shows a letter allows no style sheet.
 * Nothing is loaded from anywhere and nothing tells whether the letter was read.
 */

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What the letter is about: the number to dictate, and the words that name it. */
  | { readonly kind: 'folio'; readonly label: string; readonly folio: string; readonly caption: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** Words of a person, kept apart from ours. */
  | { readonly kind: 'quote'; readonly by: string; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  /** One press among a few, side by side. */
  | {
      readonly kind: 'scale';
      readonly steps: readonly { readonly label: string; readonly short: string; readonly url: string }[];
    }
  | { readonly kind: 'note'; readonly text: string };

export type Page = {
  readonly language: string;
  readonly brand: { readonly product: string; readonly government: string };
  readonly subject: string;
  /** What the list of mail shows beside the subject. */
  readonly preview: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly footer: readonly string[];
};

export type LaidOut = { readonly subject: string; readonly text: string; readonly html: string };

export const layOut = (page: Page): LaidOut => ({ subject: page.subject, text: asText(page), html: asHtml(page) });

/** Blocks in plain text, one blank line apart. */
function asText(page: Page): string {
  const blocks = page.blocks.map(textOf);
  return `${[page.title, ...blocks].join('\n\n')}\n\n-- \n${page.footer.join('\n')}\n`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return block.text;
    case 'folio':
      return `${block.label}: ${block.folio}\n${block.caption}`;
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'quote':
      return [`${block.by}:`, ...block.text.split('\n').map((line) => `> ${line}`)].join('\n');
    case 'scale':
      return block.steps.map((step) => `${step.short}:\n${step.url}`).join('\n');
    case 'button':
    case 'link':
      return `${block.label}:\n${block.url}`;
  }
}

export const escapeHtml = (value: string): string =>
  value.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);

const withBreaks = (value: string): string => escapeHtml(value).replaceAll('\n', '<br>');

const SANS = "font-family:'Segoe UI',Arial,Helvetica,sans-serif;";
const SERIF = "font-family:Georgia,'Times New Roman',serif;";
const BODY = `${SANS}font-size:16px;line-height:24px;color:#14272e;`;
const SMALL = `${SANS}font-size:14px;line-height:21px;color:#3f5057;`;
const TABLE = 'role="presentation" border="0" cellpadding="0" cellspacing="0"';
/** A word longer than the phone is wide breaks instead of pushing the letter out of sight. */
const BREAK = 'word-break:break-word;overflow-wrap:anywhere;';

const row = (inner: string, space: number): string =>
  `<tr><td style="padding:0 0 ${space}px 0;${BREAK}">${inner}</td></tr>`;

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return row(`<p style="margin:0;${BODY}">${withBreaks(block.text)}</p>`, 20);
    case 'note':
      return row(`<p style="margin:0;${SMALL}">${withBreaks(block.text)}</p>`, 16);
    case 'folio':
      return row(folioHtml(block), 20);
    case 'facts':
      return row(factsHtml(block.rows), 20);
    case 'quote':
      return row(quoteHtml(block), 20);
    case 'button':
      return row(buttonHtml(block), 20);
    case 'scale':
      return row(scaleHtml(block), 20);
    case 'link':
      return row(
        `<a href="${escapeHtml(block.url)}" style="${BODY}color:#04596e;text-decoration:underline;">${escapeHtml(block.label)}</a>`,
        20,
      );
  }
}

const folioHtml = (block: Extract<Block, { kind: 'folio' }>): string =>
  `<table ${TABLE} width="100%" style="width:100%;table-layout:fixed;border:2px dashed #9bc6d5;border-collapse:separate;"><tr>` +
  `<td bgcolor="#ddf1f5" style="background:#ddf1f5;padding:12px 20px 14px 20px;${BREAK}">` +
  `<span style="${SANS}font-size:13px;line-height:18px;color:#3f5057;">${escapeHtml(block.label)}</span><br>` +
  `<span style="${SANS}font-size:20px;line-height:28px;font-weight:bold;color:#14272e;white-space:nowrap;">${escapeHtml(block.folio)}</span><br>` +
  `<span style="${SERIF}font-size:17px;line-height:25px;color:#14272e;">${escapeHtml(block.caption)}</span></td></tr></table>`;

/** An address breaks before its @ rather than in the middle of a word. */
function factsHtml(rows: readonly (readonly [string, string])[]): string {
  const cell = 'padding:9px 0;border-bottom:1px solid #dad5cd;vertical-align:top;';
  const lines = rows.map(
    ([label, value]) =>
      `<tr><td width="36%" valign="top" style="${cell}padding-right:12px;${SMALL}">${escapeHtml(label)}</td>` +
      `<td valign="top" style="${cell}${BODY}${BREAK}">${withBreaks(value).replace('@', '<wbr>@')}</td></tr>`,
  );
  return `<table ${TABLE} width="100%" style="width:100%;table-layout:fixed;">${lines.join('')}</table>`;
}

const quoteHtml = (block: Extract<Block, { kind: 'quote' }>): string =>
  `<table ${TABLE} width="100%" style="width:100%;table-layout:fixed;"><tr>` +
  '<td width="4" bgcolor="#9bc6d5" style="width:4px;background:#9bc6d5;font-size:0;line-height:0;">&nbsp;</td>' +
  `<td bgcolor="#f8f5f1" style="background:#f8f5f1;padding:14px 18px;${BREAK}">` +
  `<p style="margin:0 0 6px 0;${SMALL}font-weight:bold;">${escapeHtml(block.by)}</p>` +
  `<p style="margin:0;${BODY}">${withBreaks(block.text)}</p></td></tr></table>`;

/** The colour is the cell's and the padding the link's: Outlook keeps the first, a finger finds the second. */
const buttonHtml = (block: Extract<Block, { kind: 'button' }>): string =>
  `<table ${TABLE}><tr><td bgcolor="#04596e" style="background:#04596e;border-radius:6px;mso-padding-alt:13px 24px;">` +
  `<a href="${escapeHtml(block.url)}" style="display:inline-block;padding:13px 24px;${SANS}font-size:16px;line-height:20px;font-weight:bold;color:#ffffff;text-decoration:none;">` +
  `<span style="color:#ffffff;">${escapeHtml(block.label)}</span></a></td></tr></table>`;

/** Each a cell of its own width: a finger finds it on a phone, Outlook keeps the colour. */
const scaleHtml = (block: Extract<Block, { kind: 'scale' }>): string =>
  `<table ${TABLE}><tr>${block.steps
    .map(
      ({ label, short, url }) =>
        '<td bgcolor="#ddf1f5" style="background:#ddf1f5;border:1px solid #9bc6d5;border-radius:6px;mso-padding-alt:12px 0;">' +
        `<a href="${escapeHtml(url)}" title="${escapeHtml(label)}" style="display:inline-block;width:48px;padding:12px 0;text-align:center;${SANS}font-size:18px;line-height:22px;font-weight:bold;color:#04596e;text-decoration:none;">` +
        `${escapeHtml(short)}</a></td><td width="8" style="width:8px;font-size:0;line-height:0;">&nbsp;</td>`,
    )
    .join('')}</tr></table>`;

const brandHtml = ({ product, government }: Page['brand']): string =>
  `<tr><td bgcolor="#05313d" style="background:#05313d;padding:18px 28px;border-bottom:4px solid #197d99;">` +
  `<span style="${SERIF}font-size:19px;line-height:26px;font-weight:bold;color:#fdfcf9;">${escapeHtml(product)}</span><br>` +
  `<span style="${SANS}font-size:13px;line-height:18px;color:#c9e1ea;">${escapeHtml(government)}</span></td></tr>`;

const footerHtml = (lines: readonly string[]): string =>
  `<tr><td style="padding:18px 28px 24px 28px;border-top:1px solid #dad5cd;">${lines
    .map(
      (line) =>
        `<p style="margin:0 0 4px 0;${SANS}font-size:13px;line-height:19px;color:#58666c;">${escapeHtml(line)}</p>`,
    )
    .join('')}</td></tr>`;

function asHtml(page: Page): string {
  const title = row(
    `<h1 style="margin:0;${SERIF}font-size:24px;line-height:31px;font-weight:bold;color:#14272e;">${escapeHtml(page.title)}</h1>`,
    18,
  );
  const content = `<table ${TABLE} width="100%" style="width:100%;table-layout:fixed;">${title}${page.blocks.map(htmlOf).join('')}</table>`;
  const hidden =
    'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#f0ece6;mso-hide:all;';
  return `<!doctype html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${escapeHtml(page.subject)}</title>
</head>
<body bgcolor="#f0ece6" style="margin:0;padding:0;background:#f0ece6;">
<div style="${hidden}">${escapeHtml(page.preview)}</div>
<table ${TABLE} width="100%" bgcolor="#f0ece6" style="width:100%;background:#f0ece6;"><tr><td align="center" style="padding:20px 10px;">
<!--[if mso]><table ${TABLE} width="600"><tr><td><![endif]-->
<table ${TABLE} width="100%" bgcolor="#fefdfb" style="width:100%;max-width:600px;table-layout:fixed;background:#fefdfb;border:1px solid #dad5cd;text-align:left;">
${brandHtml(page.brand)}
<tr><td style="padding:26px 28px 8px 28px;">${content}</td></tr>
${footerHtml(page.footer)}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
