/** What an agency is: a new one, or another name, kind and place of one there is. */
import { useRef, useState } from 'react';
import { type AgencyNode, addAgency, changeAgency } from '#contract/organisation.ts';
import { faultsOf } from '#web/shared/check.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { AgencyFields, type Draft, draftOf, isRenamed, saidIn } from './agency-fields.tsx';
import { type Organisation, useAdd, useChange } from './queries.ts';

type Props = {
  /** Null: a new one. */
  agency: AgencyNode | null;
  tree: Organisation;
  /** The id of an agency that was added. */
  onClose: (added?: string) => void;
};

export function AgencyDialog({ agency, tree, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const [begun] = useState<Draft>(() => draftOf(agency, tree.today));
  const [draft, set] = useState<Draft>(begun);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const key = useRef(newKey());
  const add = useAdd();
  const change = useChange(agency?.id ?? '');
  const act = agency === null ? add : change;
  const onError = (error: unknown) => {
    // What is sent after a refusal is another act; after a cut network it is the same one.
    if (error instanceof Refused) key.current = newKey();
    setWrong(fieldErrors(t, error));
  };
  const send = (): boolean => {
    const { validFrom, ...content } = saidIn(draft);
    const added = { ...content, validFrom };
    const keepsFormer = agency !== null && isRenamed(agency, draft) && draft.keeps === 'new';
    const changed = { ...content, keepsFormer, version: agency?.version ?? 1 };
    const faults = agency === null ? faultsOf(t, addAgency.body, added) : faultsOf(t, changeAgency.body, changed);
    if (agency !== null && isRenamed(agency, draft) && draft.keeps === '') faults.keepsFormer = t('field.required');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return false;
    if (agency === null)
      add.mutate(
        { key: key.current, body: added },
        {
          onSuccess: (page) => {
            toast(t('agencies.added'));
            onClose(page.agency.id);
          },
          onError,
        },
      );
    else
      change.mutate(changed, {
        onSuccess: () => {
          toast(t('agencies.saved'));
          onClose();
        },
        onError,
      });
    return true;
  };
  const theirs = () => {
    set(draftOf(agency, tree.today));
    setWrong({});
    act.reset();
  };
  return (
    <ActForm
      title={agency === null ? t('agencies.new-title') : t('agencies.change-title', { acronym: agency.acronym })}
      submit={t(agency === null ? 'agencies.new-save' : 'agencies.save')}
      act={act}
      hasFaults={Object.keys(wrong).length > 0}
      typed={JSON.stringify(draft) !== JSON.stringify(begun)}
      stale={
        <Button small onClick={theirs}>
          {t('agencies.stale-theirs')}
        </Button>
      }
      onClose={() => onClose()}
      onSend={send}
    >
      <AgencyFields value={draft} onChange={set} faults={wrong} agency={agency} tree={tree} />
    </ActForm>
  );
}
