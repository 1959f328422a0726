import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest begins first: begun last, it would leave the second core idle at the end. */
const LONG = [
  ...['screens-governing', 'screens-', 'faults.spec', 'command-line.spec', 'start.spec', 'request.spec'],
  ...['down.spec', 'catalogue.spec', 'keyboard.spec', 'technician.spec', 'live.spec', 'races.spec', 'zoom.spec'],
  ...[
    'accounts/accounts.test',
    'postgres.test',
    'v56-v57',
    'v36-v42-live',
    'prove.test',
    'urgency.test',
    'outbox.test',
  ],
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONG.findIndex((part) => moduleId.includes(part));
  return place === -1 ? LONG.length : place;
};

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
