/** The form of a service as whoever files fills it in. Apart from the catalogue, so that its list stays small. */
import * as v from 'valibot';
import { Form } from './form-shapes.ts';
import { ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { LocalText } from './shapes.ts';

export const readServiceForm = operation({
  name: 'readServiceForm',
  method: 'GET',
  path: '/api/services/:id/form',
  permission: 'request.file',
  summary: 'The questions of a service in force, to file under it; with what changed since the version one began with',
  params: v.strictObject({ id: ServiceId }),
  query: v.strictObject({ since: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'field.number'))) }),
  reply: v.object({
    /** Goes with the request as `formVersion`. */
    version: v.number(),
    /** Those asked at filing, with the options of the day. */
    form: Form,
    /** Against `since`; null when that is this version, or none was named. */
    news: v.nullable(
      v.object({
        /** Keys of questions that were not there, or that changed. */
        added: v.array(v.string()),
        changed: v.array(v.string()),
        /** Words of questions no longer asked. */
        removed: v.array(LocalText),
      }),
    ),
  }),
  refusals: ['not-found'],
});
