import { expect, it } from 'vitest';
import type { AgencyNode } from '#contract/organisation.ts';
import { type Branch, branchesOf, countUnder, inTreeOrder, pathTo, withAbove } from './tree.ts';

const agency = (id: string, parentId: string | null = null) => ({ id, parentId }) as AgencyNode;
const told = (branches: readonly Branch[]): unknown[] =>
  branches.map((each) => (each.branches.length === 0 ? each.agency.id : [each.agency.id, ...told(each.branches)]));

it('each agency stands under its own, in the order given, and none is lost with the one above it', () => {
  const tree = [agency('a'), agency('c', 'b'), agency('b', 'a'), agency('d', 'gone'), agency('e', 'a')];
  expect(told(branchesOf(tree))).toEqual([['a', ['b', 'c'], 'e'], 'd']);
  expect(pathTo(tree, tree[1] as AgencyNode).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(pathTo(tree, tree[3] as AgencyNode)).toEqual([]);
});

it('what is found four levels down keeps those above it, each once, and an end is found in a tree that is broken', () => {
  const tree = [agency('gob'), agency('sec', 'gob'), agency('sub', 'sec'), agency('dir', 'sub'), agency('otra', 'gob')];
  const ids = (found: readonly string[]) =>
    withAbove(
      tree,
      tree.filter(({ id }) => found.includes(id)),
    ).map(({ id }) => id as string);
  expect(ids(['dir'])).toEqual(['gob', 'sec', 'sub', 'dir']);
  expect(ids(['sub', 'dir', 'otra'])).toEqual(['gob', 'sec', 'sub', 'dir', 'otra']);
  expect(branchesOf(tree).map(countUnder)).toEqual([4]);
  expect(inTreeOrder(tree).map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 1]);
  const round = [agency('a', 'b'), agency('b', 'a')];
  expect(withAbove(round, round)).toHaveLength(2);
});
