/** First letters of the words that carry the name: "Secretaría de Planeación y Finanzas" → "SPF". */
export const acronymOf = (name: string): string =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
    .slice(0, 12) || name.slice(0, 3).toUpperCase();
