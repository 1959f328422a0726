import { expect, it } from 'vitest';
import type { AgencyNode } from '#contract/organisation.ts';
import { type Branch, branchesOf, pathTo } from './tree.ts';

const agency = (id: string, parentId: string | null = null) => ({ id, parentId }) as AgencyNode;
const told = (branches: readonly Branch[]): unknown[] =>
  branches.map((each) => (each.branches.length === 0 ? each.agency.id : [each.agency.id, ...told(each.branches)]));

it('each agency stands under its own, in the order given, and none is lost with the one above it', () => {
  const tree = [agency('a'), agency('c', 'b'), agency('b', 'a'), agency('d', 'gone'), agency('e', 'a')];
  expect(told(branchesOf(tree))).toEqual([['a', ['b', 'c'], 'e'], 'd']);
  expect(pathTo(tree, tree[1] as AgencyNode).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(pathTo(tree, tree[3] as AgencyNode)).toEqual([]);
});
