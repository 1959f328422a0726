/** The open sessions of somebody, as who administers accounts sees and ends them. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { PersonId } from './people.ts';
import { ProfileView } from './profile.ts';
import { Done } from './shapes.ts';

const onePerson = v.strictObject({ id: PersonId });

export const listSessionsOf = operation({
  name: 'listSessionsOf',
  method: 'GET',
  path: '/api/people/:id/sessions',
  permission: 'people.administer',
  summary: 'Where somebody is signed in: the newest first, fifty at most',
  params: onePerson,
  reply: v.object({ items: ProfileView.entries.sessions }),
  refusals: ['not-found'],
});

export const endSessionsOf = operation({
  name: 'endSessionsOf',
  method: 'DELETE',
  path: '/api/people/:id/sessions',
  permission: 'people.administer',
  summary:
    'Sign somebody out everywhere: open pages and files on their way end with it. One’s own are ended in the profile',
  params: onePerson,
  reply: Done,
  refusals: ['not-found'],
});
