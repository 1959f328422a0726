import { describe, expect, it } from 'vitest';
import { canonical } from '#server/shared/canonical.ts';
import { sha256 } from '#server/shared/ids.ts';
import { cadenaOf, readCode, shownCode } from './cadena.ts';

const FIELDS = {
  type: 'SOLICITUD',
  folio: 'DTI/SS/2026/000101',
  at: '2026-11-09T08:52:07-06:00',
  agency: 'SEFOME',
  signerRfc: 'OEVG800101AB1',
  keyId: '00001000000500003415',
  sha256: '9d48ed2aba6a255b5677c7ce4e77ed602579d5cc3198951a07406d463cc9adbf',
} as const;

describe('the cadena original', () => {
  it('is that of the vector, from the document to its own sum', () => {
    const document = canonical({ folio: 'DTI/SS/2026/000101', asunto: 'No prende mi compu' });
    expect(document).toBe('{"asunto":"No prende mi compu","folio":"DTI/SS/2026/000101"}');
    expect(sha256(document).toString('hex')).toBe(FIELDS.sha256);
    const cadena = cadenaOf(FIELDS);
    expect(cadena).toBe(
      '||1.0|SOLICITUD|DTI/SS/2026/000101|2026-11-09T08:52:07-06:00|SEFOME|OEVG800101AB1|00001000000500003415|9d48ed2aba6a255b5677c7ce4e77ed602579d5cc3198951a07406d463cc9adbf||',
    );
    expect(sha256(cadena).toString('hex')).toBe('08819bf3d2b88cc7dca9fac159b809f245fbadd9e57eb322ecb835f42c723eb4');
  });

  it('keeps an empty value empty, and no value can end its field', () => {
    expect(cadenaOf({ ...FIELDS, signerRfc: '', agency: ' A|B \n C  ' })).toContain('|A¦B C||00001000000500003415|');
    expect(cadenaOf({ ...FIELDS, agency: 'Dirección' })).toBe(cadenaOf({ ...FIELDS, agency: 'Dirección' }));
  });
});

describe('the code of a record', () => {
  it.each(['7K2M-9QXP-0RTA-1C3D', '7k2m9qxp0rta1c3d', ' 7K2M 9QXP ORTA IC3D ', '7k2m-9qxp-orta-lc3d'])(
    'is read however it is typed: %s',
    (typed) => expect(readCode(typed)).toBe('7K2M9QXP0RTA1C3D'),
  );
  it.each(['', '7K2M-9QXP-0RTA-1C3', '7K2M-9QXP-0RTA-1C3U', '7K2M-9QXP-0RTA-1C3D-0', 'DTI/SS/2026/000123'])(
    'is nothing else: %s',
    (typed) => expect(readCode(typed)).toBeNull(),
  );
  it('is shown in fours', () => expect(shownCode('7K2M9QXP0RTA1C3D')).toBe('7K2M-9QXP-0RTA-1C3D'));
});
