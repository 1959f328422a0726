/** The chapters of the help: addresses, sections and the steps of each, in reading order. */
import type { MessageKey } from '#web/shared/i18n.ts';

export type Chapter = {
  /** In the address: /ayuda/solicitudes. */
  readonly slug: string;
  readonly title: MessageKey;
  readonly summary: MessageKey;
  readonly sections: readonly { readonly title: MessageKey; readonly steps: readonly MessageKey[] }[];
};

export const CHAPTERS: readonly Chapter[] = [
  {
    slug: 'acceso',
    title: 'help.access.title',
    summary: 'help.access.summary',
    sections: [
      {
        title: 'help.access.create',
        steps: ['help.access.create.1', 'help.access.create.2', 'help.access.create.3', 'help.access.create.4'],
      },
      {
        title: 'help.access.enter',
        steps: ['help.access.enter.1', 'help.access.enter.2', 'help.access.enter.3'],
      },
      {
        title: 'help.access.forgot',
        steps: ['help.access.forgot.1', 'help.access.forgot.2', 'help.access.forgot.3'],
      },
    ],
  },
  {
    slug: 'solicitudes',
    title: 'help.requests.title',
    summary: 'help.requests.summary',
    sections: [
      {
        title: 'help.requests.file',
        steps: [
          'help.requests.file.1',
          'help.requests.file.2',
          'help.requests.file.3',
          'help.requests.file.4',
          'help.requests.file.5',
        ],
      },
      {
        title: 'help.requests.follow',
        steps: ['help.requests.follow.1', 'help.requests.follow.2', 'help.requests.follow.3'],
      },
      {
        title: 'help.requests.close',
        steps: ['help.requests.close.1', 'help.requests.close.2', 'help.requests.close.3'],
      },
    ],
  },
  {
    slug: 'perfil',
    title: 'help.profile.title',
    summary: 'help.profile.summary',
    sections: [
      { title: 'help.profile.data', steps: ['help.profile.data.1', 'help.profile.data.2'] },
      {
        title: 'help.profile.password',
        steps: [
          'help.profile.password.1',
          'help.profile.password.2',
          'help.profile.password.3',
          'help.profile.password.4',
        ],
      },
      { title: 'help.profile.sessions', steps: ['help.profile.sessions.1', 'help.profile.sessions.2'] },
    ],
  },
];
