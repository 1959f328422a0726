/** The shape of a catalogue in a data file; what belongs together is named by key. */
import * as v from 'valibot';
import { REQUEST_KINDS } from '#contract/catalogue.ts';
import { LocalText } from '#contract/shapes.ts';

const Area = v.strictObject({
  key: v.string(),
  code: v.string(),
  name: LocalText,
  description: LocalText,
  examples: LocalText,
  /** Level of a request that names no service. */
  level: v.string(),
});

const Team = v.strictObject({
  key: v.string(),
  name: LocalText,
  area: v.nullable(v.string()),
  tier: v.pipe(v.number(), v.integer()),
});

/** The file also says what each service's own form asks and whether it needs approval; no table holds that yet. */
const Service = v.object({
  key: v.string(),
  code: v.string(),
  area: v.string(),
  kind: v.picklist(REQUEST_KINDS),
  name: LocalText,
  description: LocalText,
  level: v.string(),
  team: v.string(),
  keywords: v.array(v.string()),
});

const ClosureCode = v.strictObject({ key: v.pipe(v.string(), v.regex(/^[a-z_]{2,40}$/)), name: LocalText });

/** Whatever else the file holds is another slice's. */
export const CatalogueData = v.object({
  areas: v.array(Area),
  teams: v.array(Team),
  services: v.array(Service),
  closureCodes: v.array(ClosureCode),
});
