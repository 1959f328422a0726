/** What a service says of itself: names, words to find it, who attends it, how fast, and who is offered it. */
import { REQUEST_KINDS } from '#contract/catalogue.ts';
import type { ServiceContent } from '#contract/catalogue-admin.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Checkbox, Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { AudienceFields } from './audience-fields.tsx';
import { KeywordsBox } from './keywords-box.tsx';
import { type Tree, useLevels, useTeams } from './queries.ts';
import { WordsField } from './words-field.tsx';

export type Faults = Readonly<Record<string, string>>;
export type ContentProps = {
  content: ServiceContent;
  onChange: (patch: Partial<ServiceContent>) => void;
  faults: Faults;
};

type Option = { value: string; label: string };
type PickProps = {
  id: string;
  label: string;
  value: string;
  options: readonly Option[];
  onPick: (value: string) => void;
  error: string | null;
};

function Pick({ id, label, value, options, onPick, error }: PickProps) {
  return (
    <Field id={id} label={label} error={error}>
      {(wired) => (
        <Select {...wired} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Attended({ content, onChange, faults, areas }: ContentProps & { areas: Tree['areas'] }) {
  const t = useT();
  const locale = useLocale();
  const teams = useTeams();
  const levels = useLevels();
  const named = (list: readonly { id: string; name: { es: string; en: string } }[]): Option[] =>
    list.map(({ id, name }) => ({ value: id, label: local(name, locale) }));
  return (
    <div className="cat-grid">
      <Pick
        id="svc-areaId"
        label={t('builder.area')}
        value={content.areaId}
        options={named(areas.filter(({ id, active }) => active || id === content.areaId))}
        onPick={(areaId) => onChange({ areaId: areaId as ServiceContent['areaId'] })}
        error={faults.areaId ?? null}
      />
      <Pick
        id="svc-kind"
        label={t('builder.kind')}
        value={content.kind}
        options={REQUEST_KINDS.map((kind) => ({ value: kind, label: t(`builder.kind.${kind}`) }))}
        onPick={(kind) => onChange({ kind: kind as ServiceContent['kind'] })}
        error={faults.kind ?? null}
      />
      <Pick
        id="svc-teamId"
        label={t('builder.team')}
        value={content.teamId ?? ''}
        options={[{ value: '', label: t('builder.no-team') }, ...named(teams)]}
        onPick={(teamId) => onChange({ teamId: teamId === '' ? null : (teamId as ServiceContent['teamId']) })}
        error={faults.teamId ?? null}
      />
      <Pick
        id="svc-levelId"
        label={t('builder.level')}
        value={content.levelId}
        options={named(levels)}
        onPick={(levelId) => onChange({ levelId: levelId as ServiceContent['levelId'] })}
        error={faults.levelId ?? null}
      />
    </div>
  );
}

export function ServiceFields({ areas, ...props }: ContentProps & { areas: Tree['areas'] }) {
  const { content, onChange, faults } = props;
  const t = useT();
  return (
    <div className="cat-fields">
      <WordsField
        id="svc-name"
        label={t('builder.name')}
        value={content.name}
        onChange={(name) => onChange({ name })}
        faults={faults}
        path="name"
        max={160}
      />
      <WordsField
        id="svc-description"
        label={t('builder.description')}
        value={content.description}
        onChange={(description) => onChange({ description })}
        faults={faults}
        path="description"
        max={600}
        long
      />
      <KeywordsBox
        id="svc-keywords"
        words={content.keywords}
        onChange={(keywords) => onChange({ keywords })}
        error={faults.keywords ?? null}
      />
      <Attended {...props} areas={areas} />
      <AudienceFields {...props} />
      <div className="cat-grid">
        <Checkbox
          id="svc-requiresApproval"
          label={t('builder.approval')}
          hint={t('builder.approval-hint')}
          checked={content.requiresApproval}
          onChange={(event) => onChange({ requiresApproval: event.currentTarget.checked })}
        />
        <Field id="svc-code" label={t('builder.code')} hint={t('builder.code-hint')} error={faults.code ?? null}>
          {(wired) => (
            <TextInput
              {...wired}
              className="input--short"
              value={content.code}
              maxLength={20}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              onChange={(event) => onChange({ code: event.currentTarget.value.toUpperCase() })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
