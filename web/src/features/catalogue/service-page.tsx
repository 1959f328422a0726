/** One service: its words, its questions, its versions, and beside them what a person sees. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import {
  contentTroubles,
  type ServiceContent,
  type ServiceDetail,
  saveServiceDraft,
} from '#contract/catalogue-admin.ts';
import { faultsOf } from '#web/shared/check.ts';
import { Refused } from '#web/shared/client.ts';
import { local, type MessageKey, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import type { Systems } from './condition-words.ts';
import { Preview } from './preview.tsx';
import { type Tree, useService, useVersion } from './queries.ts';
import { QuestionList } from './question-list.tsx';
import { knownOf, tidy } from './questions.ts';
import { type Faults, ServiceFields } from './service-fields.tsx';
import { ServiceHead } from './service-head.tsx';
import { StaleNotice, TroublesNotice } from './service-notices.tsx';
import { ServiceTabs, type Tab, tabOf } from './service-tabs.tsx';
import { useQuestions } from './use-questions.ts';
import { useServiceDraft } from './use-service-draft.ts';
import { VersionsTab } from './versions-tab.tsx';

type Props = { id: string; tree: Tree };

export function ServicePage({ id, tree }: Props) {
  const t = useT();
  const service = useService(id);
  // A draft begins from the newest version, which may not be in force yet.
  const data = service.data;
  const newest = data?.versions[0]?.number ?? null;
  const isElsewhere = data !== undefined && data.draft === null && newest !== (data.published?.number ?? null);
  const later = useVersion(id, isElsewhere ? newest : null);
  if (service.error instanceof Refused && service.error.problem.status === 404)
    return (
      <div className="cat__form">
        <EmptyState page drawing="search" title={t('builder.missing')}>
          <p>{t('builder.missing-text')}</p>
        </EmptyState>
      </div>
    );
  const base = later.data?.content ?? data?.published?.content ?? data?.draft?.content;
  if (!data || !base || (isElsewhere && later.isPending))
    return (
      <div className="cat__form">
        <div className="cat-fields">
          <h1 className="visually-hidden">{t('builder.title')}</h1>
          <LoadTrouble of={service} />
          {service.isError ? null : <Skeleton rows={6} />}
        </div>
      </div>
    );
  return <ServiceEditor key={id} service={data} newest={base} tree={tree} />;
}

/** What does not fit, and what is missing to publish, each at its place. */
function faultsIn(t: Translate, content: ServiceContent, systems: Systems): { unfit: Faults; all: Faults } {
  const tidied = { ...content, form: tidy(content.form) };
  const shape = faultsOf(t, saveServiceDraft.body, { version: 0, content: tidied });
  const unfit = Object.fromEntries(
    Object.entries(shape).map(([path, fault]) => [path.replace(/^content\./, ''), fault]),
  );
  const troubles = contentTroubles(tidied, [...systems]).map(({ path, message, limit }) => [
    path,
    t(message as MessageKey, { limit: limit ?? 0 }),
  ]);
  return { unfit, all: { ...Object.fromEntries(troubles), ...unfit } };
}

/** Nothing is said to be missing to who has only begun to write it. */
const begun = (t: Translate, faults: Faults): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== t('field.required')));

/** Opened from the tree, or just made there: who has no mouse need not pass by every service on the way to this one. */
function useHeadInFocus(): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.closest('.cat__tree')) document.getElementById('service-name')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
}

type EditorProps = { service: ServiceDetail; newest: ServiceContent; tree: Tree };

function useTab() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const tab = tabOf(search.pestana);
  const version = Number(search.version);
  return {
    tab,
    version: tab === 'versiones' && Number.isInteger(version) && version > 0 ? version : null,
    go: (next: Tab, service: string) =>
      navigate({
        to: '/catalogo/$service',
        params: { service },
        search: (before) => ({ ...before, pestana: next === 'servicio' ? undefined : next, version: undefined }),
      }),
  };
}

function ServiceEditor({ service, newest, tree }: EditorProps) {
  const t = useT();
  const locale = useLocale();
  const draft = useServiceDraft(service, newest);
  const { content } = draft;
  const { tab, version, go } = useTab();
  const [checking, check] = useState(false);
  useHeadInFocus();
  const systems = tree.systems.filter(({ active }) => active).map(({ key, name }) => ({ value: key, label: name }));
  const known = knownOf(service.versions.length > 0 ? newest.form : []);
  const onForm = (form: ServiceContent['form']) => draft.change({ form });
  const questions = useQuestions({ form: content.form, known, onChange: onForm });
  const { all } = faultsIn(t, content, systems);
  const faults = checking ? all : begun(t, all);
  const name = local(content.name, locale) || t('builder.unnamed');

  const showTrouble = async (path: string) => {
    check(true);
    const [, index, part] = /^form\.(\d+)\.(.+)$/.exec(path) ?? [];
    await go(index === undefined ? 'servicio' : 'preguntas', service.id);
    if (index !== undefined) questions.show(Number(index), part ?? '');
    else requestAnimationFrame(() => document.getElementById(`svc-${path}`)?.focus());
  };
  const settle = (next: ServiceDetail, from?: ServiceContent) => {
    draft.settle(next, next.published?.content ?? from ?? content);
    check(false);
  };

  return (
    <>
      <div className="cat__form">
        <ServiceHead
          service={service}
          draft={draft}
          name={name}
          areas={tree.areas}
          troubles={Object.keys(all).length}
          onCheck={() => check(true)}
          onPublished={(next) => settle(next, content)}
          onDiscarded={(next) => settle(next, newest)}
        />
        <ServiceTabs tab={tab} questions={content.form.length} versions={service.versions.length} id={service.id} />
        <div className="cat__tab" id="cat-tab">
          <StaleNotice draft={draft} />
          <KeptNotice show={draft.restored && draft.saving === 'still'} onDrop={() => void draft.takeTheirs()} />
          {checking ? (
            <TroublesNotice faults={all} form={content.form} onShow={(path) => void showTrouble(path)} />
          ) : null}
          {tab === 'servicio' ? (
            <ServiceFields content={content} onChange={draft.change} faults={faults} areas={tree.areas} />
          ) : null}
          {tab === 'preguntas' ? (
            <QuestionList
              form={content.form}
              questions={questions}
              known={known}
              faults={faults}
              systems={systems}
              onForm={onForm}
            />
          ) : null}
          {tab === 'versiones' ? (
            <VersionsTab
              service={service}
              number={version}
              systems={systems}
              onUse={(old) => {
                draft.change(old);
                void go('preguntas', service.id);
              }}
            />
          ) : null}
        </div>
      </div>
      <Preview content={content} systems={systems} />
    </>
  );
}
