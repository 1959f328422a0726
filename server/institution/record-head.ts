/** What an official record keeps of the institution: as it was called and what headed its papers on that day. */
import type { Institution } from './rows.ts';

export type RecordHead = {
  readonly governmentName: string;
  readonly hostAgencyName: string;
  readonly ownerUnit: string;
  readonly operatorUnit: string;
  readonly timeZone: string;
  /** Legend of the year. */
  readonly legend: string | null;
  /** Of the logo's bytes, hex. */
  readonly logoSha256: string | null;
};

export const recordHead = (institution: Institution, _at: Date): RecordHead => ({
  governmentName: institution.governmentName,
  hostAgencyName: institution.hostAgencyName,
  ownerUnit: institution.ownerUnit,
  operatorUnit: institution.operatorUnit,
  timeZone: institution.timeZone,
  legend: null,
  logoSha256: null,
});
