/** The way of an enrolment: captura, firma, subida, revisión. What is not on the way of this one is not shown. */
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { type Knot, Knots } from '#web/shared/ui/knots.tsx';

export const STEPS = ['captura', 'firma', 'subida', 'revision'] as const;
export type Step = (typeof STEPS)[number];
export const isStep = (value: unknown): value is Step => STEPS.some((step) => step === value);

type Props = { source: EnrolmentView['source']; at: Step; note: string; over?: boolean; onScreen?: boolean };

/** `note`: under the present step. `over`: the last one is done too. `onScreen`: it was signed there. */
export function Steps({ source, at, note, over = false, onScreen = false }: Props) {
  const t = useT();
  // Paper comes signed; what was signed on screen is not sent up.
  const steps = STEPS.filter((step) => (step === 'firma' ? source === 'coordinator' : step !== 'subida' || !onScreen));
  const here = steps.indexOf(at);
  const notes = (step: Step): string =>
    step === at
      ? note
      : t(
          source === 'paper' && step === 'subida'
            ? 'enrolments.step.subida-paper-note'
            : `enrolments.step.${step}-note`,
        );
  return (
    <Knots
      steps={steps.map((step, index): Knot => {
        const status =
          index < here || over ? 'done' : index > here ? 'ahead' : step === 'revision' ? 'waiting' : 'here';
        return { key: step, label: `${index + 1}. ${t(`enrolments.step.${step}`)}`, note: notes(step), status };
      })}
    />
  );
}
