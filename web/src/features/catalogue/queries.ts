/** Every call the screens of the catalogue make: reading, drafts, publishing, lists, files. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import {
  createArea,
  createService,
  createSystem,
  deleteArea,
  deleteService,
  discardServiceDraft,
  publishService,
  readCatalogueTree,
  readService,
  readServiceChanges,
  readServiceImpact,
  readServiceVersion,
  restoreService,
  retireService,
  type ServiceDetail,
  saveArea,
  saveServiceDraft,
  saveSystem,
} from '#contract/catalogue-admin.ts';
import { importServices } from '#contract/catalogue-files.ts';
import type { BodyInput, QueryInput, ReplyOf } from '#contract/operation.ts';
import { call, newKey, sendFile } from '#web/shared/client.ts';

const HOUR = 3_600_000;
const ADMIN = ['catalogue-admin'] as const;

export type Tree = ReplyOf<typeof readCatalogueTree>;
export type TreeService = Tree['areas'][number]['services'][number];

export const catalogueKeys = {
  tree: [...ADMIN, 'tree'] as const,
  service: (id: string) => [...ADMIN, 'service', id] as const,
  changes: (id: string) => [...ADMIN, 'changes', id] as const,
  impact: (id: string) => [...ADMIN, 'impact', id] as const,
  version: (id: string, number: number) => [...ADMIN, 'version', id, number] as const,
};

export const useTree = () =>
  useQuery({ queryKey: catalogueKeys.tree, queryFn: ({ signal }) => call(readCatalogueTree, { signal }) });

export const useService = (id: string) =>
  useQuery({
    queryKey: catalogueKeys.service(id),
    queryFn: ({ signal }) => call(readService, { params: { id }, signal }),
  });

/** A version never changes once published. */
export const useVersion = (id: string, number: number | null) =>
  useQuery({
    queryKey: catalogueKeys.version(id, number ?? 0),
    queryFn: ({ signal }) => call(readServiceVersion, { params: { id, number: String(number) }, signal }),
    staleTime: HOUR,
    enabled: number !== null,
  });

export const useChanges = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: catalogueKeys.changes(id),
    queryFn: ({ signal }) => call(readServiceChanges, { params: { id }, signal }),
    enabled: wanted,
    placeholderData: (before) => before,
  });

export const useImpact = (id: string) =>
  useQuery({
    queryKey: catalogueKeys.impact(id),
    queryFn: ({ signal }) => call(readServiceImpact, { params: { id }, signal }),
    staleTime: 0,
  });

export const useLevels = () =>
  useQuery({ queryKey: ['catalogue'], queryFn: ({ signal }) => call(readCatalogue, { signal }), staleTime: HOUR }).data
    ?.levels ?? [];

export const useTeams = () =>
  useQuery({ queryKey: ['desk-lists'], queryFn: ({ signal }) => call(readDeskLists, { signal }), staleTime: HOUR }).data
    ?.teams ?? [];

export const useAgencies = () =>
  useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  }).data?.agencies ?? [];

/** What requesters are offered may be another catalogue now. */
const offered = (client: QueryClient) => client.invalidateQueries({ queryKey: ['catalogue'] });

export function showService(client: QueryClient, service: ServiceDetail): void {
  client.setQueryData(catalogueKeys.service(service.id), service);
  void client.invalidateQueries({ queryKey: catalogueKeys.tree });
  void client.invalidateQueries({ queryKey: catalogueKeys.changes(service.id) });
  void client.invalidateQueries({ queryKey: catalogueKeys.impact(service.id) });
  void offered(client);
}

export type DraftBody = BodyInput<typeof saveServiceDraft>;

export const useSaveDraft = (id: string) =>
  useMutation({
    mutationFn: (body: DraftBody) => call(saveServiceDraft, { params: { id }, body }),
    retry: false,
    networkMode: 'always',
  });

/** An act on one service whose answer is the service as it stands then. */
function useServiceAct<Body>(act: (body: Body) => Promise<ServiceDetail>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    retry: false,
    networkMode: 'always',
    onSuccess: (service) => showService(client, service),
  });
}

/** Forgets the copy at hand and reads the service again. */
export async function readAgain(client: QueryClient, id: string): Promise<ServiceDetail> {
  return client.fetchQuery({
    queryKey: catalogueKeys.service(id),
    queryFn: ({ signal }) => call(readService, { params: { id }, signal }),
    staleTime: 0,
    retry: false,
  });
}

export function useDiscardDraft(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await call(discardServiceDraft, { params: { id } });
      return readAgain(client, id);
    },
    retry: false,
    networkMode: 'always',
    onSuccess: (service) => showService(client, service),
  });
}

export const useCreateService = () =>
  useServiceAct(({ key, ...body }: BodyInput<typeof createService> & { key: string }) =>
    call(createService, { body, key }),
  );
export const usePublish = (id: string) =>
  useServiceAct((body: BodyInput<typeof publishService>) => call(publishService, { params: { id }, body }));
export const useRetire = (id: string) =>
  useServiceAct((body: BodyInput<typeof retireService>) => call(retireService, { params: { id }, body }));
export const useRestore = (id: string) =>
  useServiceAct((body: BodyInput<typeof restoreService>) => call(restoreService, { params: { id }, body }));

/** An act on the lists: they are read again whatever came of it. */
function useListAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    retry: false,
    networkMode: 'always',
    onSettled: () => {
      void offered(client);
      return client.invalidateQueries({ queryKey: catalogueKeys.tree });
    },
  });
}

export const useDeleteService = (id: string) => useListAct(() => call(deleteService, { params: { id } }));
export const useDeleteArea = (id: string) => useListAct(() => call(deleteArea, { params: { id } }));
export const useCreateArea = () =>
  useListAct((body: BodyInput<typeof createArea>) => call(createArea, { body, key: newKey() }));
export const useSaveArea = (id: string) =>
  useListAct((body: BodyInput<typeof saveArea>) => call(saveArea, { params: { id }, body }));
export const useCreateSystem = () =>
  useListAct((body: BodyInput<typeof createSystem>) => call(createSystem, { body, key: newKey() }));
export const useSaveSystem = (id: string) =>
  useListAct((body: BodyInput<typeof saveSystem>) => call(saveSystem, { params: { id }, body }));

type Import = { file: File; query: QueryInput<typeof importServices> };
export const useImport = () =>
  useListAct(({ file, query }: Import) =>
    sendFile(importServices, { query, file }, { progress: () => undefined, signal: new AbortController().signal }),
  );
