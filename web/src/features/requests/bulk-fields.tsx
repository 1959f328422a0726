/** What an act on many needs to be said: the fields of each, and the act they make. */

import { useEffect, useRef, useState } from 'react';
import { BLANK_VARIABLES, blanksIn } from '#contract/canned-replies.ts';
import { SOLUTION_MAX } from '#contract/request-acts.ts';
import { MESSAGE_MAX } from '#contract/request-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select, TextArea } from '#web/shared/ui/field.tsx';
import { AssignFields, type FieldsOf, SolutionFields, WaitFields } from './act-fields.tsx';
import type { BulkInput } from './bulk-queries.ts';
import { BulkTemplates } from './bulk-templates.tsx';
import { OutagePick } from './outage-pick.tsx';

export const BULK_KINDS = ['assign', 'state', 'join', 'reply'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

export const EMPTY = {
  do: '',
  teamId: '',
  agentId: '',
  reason: '',
  who: '',
  reference: '',
  until: '',
  solution: '',
  closureCode: '',
  text: '',
  /** For readers of English; left empty, all get the other. */
  english: '',
  outageId: '',
};
export type BulkValues = typeof EMPTY;

/** The acts among which each window lets choose; the first is what it begins with. */
export const CHOICES = {
  assign: ['assign'],
  state: ['take', 'resume', 'wait', 'resolve'],
  join: ['join'],
  reply: ['ask', 'reply', 'note'],
} as const satisfies Record<BulkKind, readonly BulkInput['do'][]>;

const WORDS = {
  join: 'console.outage.join',
  take: 'console.act.take',
  resume: 'console.act.resume',
  wait: 'console.act.wait',
  resolve: 'console.act.resolve',
  ask: 'console.bulk.ask',
  reply: 'console.bulk.reply',
  note: 'console.bulk.note',
} as const;

export function actOf(values: BulkValues): BulkInput {
  const { teamId, agentId, reason, who, reference, until, solution, closureCode, text } = values;
  const english = values.english.trim() === '' ? {} : { english: values.english };
  switch (values.do) {
    case 'assign':
      return {
        do: 'assign',
        teamId,
        agentId: agentId === '' ? null : agentId,
        ...(reason.trim() === '' ? {} : { reason }),
      };
    case 'wait':
      return { do: 'wait', who, reference, until };
    case 'resolve':
      return { do: 'resolve', solution, closureCode, ...english };
    case 'join':
      return { do: 'join', outageId: values.outageId };
    case 'resume':
      return { do: 'resume' };
    case 'take':
      return { do: 'take', ...(reason.trim() === '' ? {} : { reason }) };
    case 'reply':
      return { do: 'reply', text, ...english };
    case 'note':
      return { do: 'note', text };
    default:
      return { do: 'ask', text, ...english };
  }
}

/** Braces that no request fills in: whoever writes does, before anything is sent. */
export function leftOpen(values: BulkValues): Partial<Record<'text' | 'solution' | 'english', true>> {
  const act: Record<string, unknown> = actOf(values);
  const isOpen = (words: unknown): boolean =>
    typeof words === 'string' && blanksIn(words).some((each) => (BLANK_VARIABLES as readonly string[]).includes(each));
  return {
    ...(isOpen(act.text) ? { text: true } : {}),
    ...(isOpen(act.solution) ? { solution: true } : {}),
    ...(isOpen(act.english) ? { english: true } : {}),
  };
}

const ANSWERS = ['message', 'ask'] as const;
const SOLUTIONS = ['resolve'] as const;

/** The second text; asked for where a template brings none. */
function EnglishField({ values, faults, set, most }: FieldsOf<BulkValues> & { most: number }) {
  const t = useT();
  const [open, unfold] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = open || values.english !== '' || faults.english !== undefined;
  useEffect(() => {
    if (open) area.current?.focus();
  }, [open]);
  if (!shown)
    return (
      <Button kind="quiet" small onClick={() => unfold(true)}>
        {t('console.bulk.add-english')}
      </Button>
    );
  return (
    <Field
      label={t('console.bulk.english')}
      hint={t('console.bulk.english-hint')}
      optional
      error={faults.english ?? null}
    >
      {(wired) => (
        <TextArea
          {...wired}
          ref={area}
          lang="en"
          rows={4}
          maxLength={most}
          value={values.english}
          onChange={(event) => set({ english: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

/** `withColleague`: some of them are a colleague's. */
type Props = FieldsOf<BulkValues> & { withColleague: boolean };

export function BulkFields({ kind, ...props }: Props & { kind: BulkKind }) {
  const t = useT();
  const { values, faults, withColleague, set } = props;
  const why = t(withColleague ? 'console.assign.reason-needed-many' : 'console.assign.reason-many');
  if (kind === 'assign') return <AssignFields {...props} reasonHint={why} reasonOptional={!withColleague} />;
  if (kind === 'join')
    return (
      <>
        <p className="sub">{t('console.outage.text-many')}</p>
        <OutagePick
          value={values.outageId}
          error={faults.outageId ?? null}
          onChoose={(outageId) => set({ outageId })}
        />
      </>
    );
  return (
    <>
      <Field label={t(kind === 'state' ? 'console.bulk.what' : 'console.bulk.how')}>
        {(wired) => (
          <Select {...wired} value={values.do} onChange={(event) => set({ do: event.currentTarget.value })}>
            {CHOICES[kind].map((each) => (
              <option key={each} value={each}>
                {t(WORDS[each])}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {values.do === 'take' && withColleague ? (
        <Field label={t('console.take.reason')} hint={t('console.take.hint-many')} error={faults.reason ?? null}>
          {(wired) => (
            <TextArea
              {...wired}
              rows={2}
              maxLength={500}
              value={values.reason}
              onChange={(event) => set({ reason: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : null}
      {values.do === 'wait' ? <WaitFields {...props} /> : null}
      {values.do === 'resolve' ? (
        <>
          <BulkTemplates purposes={SOLUTIONS} onChoose={(solution, english) => set({ solution, english })} />
          <SolutionFields {...props} hint={t('console.bulk.solution-hint')} />
          <EnglishField {...props} most={SOLUTION_MAX} />
        </>
      ) : null}
      {kind === 'reply' ? (
        <div className={values.do === 'note' ? 'rq-form bulk__note' : 'rq-form'}>
          {values.do === 'note' ? null : (
            <BulkTemplates purposes={ANSWERS} onChoose={(text, english) => set({ text, english })} />
          )}
          <Field
            label={t('console.bulk.text')}
            hint={t(values.do === 'note' ? 'console.composer.unseen' : 'console.bulk.text-hint')}
            error={faults.text ?? null}
          >
            {(wired) => (
              <TextArea
                {...wired}
                rows={5}
                maxLength={MESSAGE_MAX}
                value={values.text}
                onChange={(event) => set({ text: event.currentTarget.value })}
              />
            )}
          </Field>
          {values.do === 'note' ? null : <EnglishField {...props} most={MESSAGE_MAX} />}
        </div>
      ) : null}
    </>
  );
}
