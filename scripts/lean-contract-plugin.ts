/**
 * The contract as the browser needs it. A page sends what an operation asks for and trusts the types for what comes back: the
 * shapes of answers, of addresses, and what documents an operation stay at the server, and with them a tenth of a page.
 */
import type { Plugin } from 'vite';

/** Nothing in `web/` reads these; the types of an operation stay whole, and `tests/budget.test.ts` weighs the pages. */
const LEFT_OUT = new Set(['permission', 'summary', 'params', 'query', 'reply', 'refusals']);

type Node = { type: string; start: number; end: number; [part: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** The object literals handed to `operation(…)`, wherever they stand. */
function declarations(node: Node, found: Node[] = []): Node[] {
  const { callee, arguments: given } = node as Node & { callee?: Node; arguments?: Node[] };
  const literal = given?.[0];
  if (node.type === 'CallExpression' && callee?.name === 'operation' && literal?.type === 'ObjectExpression')
    found.push(literal);
  for (const part of Object.values(node))
    for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) declarations(child, found);
  return found;
}

/** Where what is left out stands, each with the comma that follows it. */
function cuts(literal: Node): [from: number, to: number][] {
  const properties = literal.properties as (Node & { key?: Node })[];
  return properties.flatMap((property, index): [number, number][] => {
    if (!LEFT_OUT.has(String(property.key?.name))) return [];
    return [[property.start, properties[index + 1]?.start ?? literal.end - 1]];
  });
}

/** A shape that is made and read by nobody may go: without this, those of answers stay for what they are made of. */
const SHAPE = /\bv\.\w+\(/g;

export const leanContract = (): Plugin => ({
  name: 'mesa:lean-contract',
  apply: 'build',
  enforce: 'post',
  transform(code, id) {
    if (!/\/contract\/[a-z-]+\.ts$/.test(id)) return null;
    const ranges = code.includes('operation(') ? declarations(this.parse(code) as unknown as Node).flatMap(cuts) : [];
    const kept = ranges
      .toSorted(([a], [b]) => b - a)
      .reduce((text, [from, to]) => text.slice(0, from) + text.slice(to), code);
    return { code: kept.replaceAll(SHAPE, '/* @__PURE__ */ $&'), map: null };
  },
});
