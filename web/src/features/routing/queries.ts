/** Every call the screen of rules makes. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput, QueryInput } from '#contract/operation.ts';
import {
  addRoutingRule,
  changeRoutingRule,
  listRoutingRules,
  orderRoutingRules,
  previewRouting,
  type RuleList,
  tryRouting,
} from '#contract/routing.ts';
import { call } from '#web/shared/client.ts';

const RULES = ['routing-rules'] as const;
const HOUR = 3_600_000;

export const useRules = () =>
  useQuery({ queryKey: [...RULES, 'list'], queryFn: ({ signal }) => call(listRoutingRules, { signal }) });

/** What rules are made of: services by area, agencies, teams. Undefined until all are there. */
export function useWorld() {
  const catalogue = useQuery({ queryKey: ['catalogue'], queryFn: ({ signal }) => call(readCatalogue, { signal }) });
  const desk = useQuery({ queryKey: ['desk-lists'], queryFn: ({ signal }) => call(readDeskLists, { signal }) });
  const organisation = useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  });
  const asked = [catalogue, desk, organisation];
  const trouble = asked.find((each) => each.isError) ?? catalogue;
  if (!catalogue.data || !desk.data || !organisation.data) return { trouble, world: undefined };
  const { areas } = catalogue.data;
  return { trouble, world: { areas, teams: desk.data.teams, agencies: organisation.data.agencies } };
}
export type World = NonNullable<ReturnType<typeof useWorld>['world']>;

export type Change = BodyInput<typeof previewRouting>['change'];
export type Content = BodyInput<typeof addRoutingRule>['content'];

export const useLook = () =>
  useMutation({ mutationFn: (change: Change) => call(previewRouting, { body: { change } }) });

type Saved = { change: Change; reason: string; version: number; key: string };

/** A change of the list, whichever it is. */
function send({ change, reason, version, key }: Saved): Promise<RuleList> {
  if (change.kind === 'order') return call(orderRoutingRules, { body: { ids: change.ids, reason, version } });
  const { id, content, active } = change;
  if (id === null) return call(addRoutingRule, { body: { content, reason, version }, key });
  return call(changeRoutingRule, { params: { id }, body: { content, active, reason, version } });
}

/** What it leaves is what is shown; a refusal for an older list has the list asked for again. */
export function useSave() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (list) => {
      client.setQueryData([...RULES, 'list'], list);
      await client.invalidateQueries({ queryKey: [...RULES, 'try'] });
    },
    onError: () => client.invalidateQueries({ queryKey: [...RULES, 'list'] }),
  });
}

export type Asked = QueryInput<typeof tryRouting>;

export const useTry = (asked: Asked | null) =>
  useQuery({
    queryKey: [...RULES, 'try', asked],
    queryFn: ({ signal }) => call(tryRouting, { query: asked as Asked, signal }),
    enabled: asked !== null,
    placeholderData: (before) => before,
  });
