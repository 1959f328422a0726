/** Faults by path: for the summary above a form, and for the part of a form that holds some of the fields. */
import type { MessageKey, Translate } from '#web/shared/i18n.ts';

type Faults = Record<string, string>;

const LABELS: Record<string, MessageKey> = {
  'institution.governmentName': 'setup.institution.government',
  'institution.productName': 'setup.institution.product',
  'institution.productYear': 'setup.institution.year',
  'institution.hostAgencyName': 'setup.institution.host',
  'institution.ownerUnit': 'setup.institution.owner',
  'institution.operatorUnit': 'setup.institution.operator',
  'institution.folioUnit': 'setup.institution.folio',
  'institution.deskPhone': 'setup.institution.phone',
  'institution.timeZone': 'setup.institution.zone',
  'institution.selfRegistration': 'setup.institution.ways',
  'institution.mailDomains': 'setup.institution.domains',
  'mail.smtpUrl': 'setup.mail.url',
  'mail.mailFrom': 'setup.mail.from',
  'administrator.givenNames': 'auth.given-names',
  'administrator.firstSurname': 'auth.first-surname',
  'administrator.secondSurname': 'auth.second-surname',
  'administrator.email': 'auth.email',
  'administrator.password': 'auth.password',
};

/** `institution.ownerUnit` stands on the page as `<prefix>-institution-ownerUnit`; the line says which field it is. */
export const listed = (t: Translate, faults: Faults, prefix: string): { id: string; message: string }[] =>
  Object.entries(faults).map(([path, message]) => {
    const label = LABELS[path];
    return {
      id: `${prefix}-${path.replaceAll('.', '-')}`,
      message: label === undefined ? message : `${t(label)}: ${message}`,
    };
  });

/** The faults of one part, by the names of its own fields. */
export const under = (part: string, faults: Faults): Faults =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([path, message]) =>
      path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), message]] : [],
    ),
  );
