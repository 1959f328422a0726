import { certificateOf, standingOf } from '../../shared/certificate.ts';
import { DAY } from '../../shared/clock.ts';
import { type Check, finding } from './finding.ts';

export const certificate: Check = async ({ settings: { publicUrl: url }, clock }) => {
  try {
    const found = await certificateOf(url);
    if (found === null) return [];
    const days = Math.floor((found.validTo.getTime() - clock.now().getTime()) / DAY);
    const values = { url, days, date: found.validTo.toISOString().slice(0, 10) };
    const standing = standingOf(found, clock.now());
    if (standing === 'over') return [finding('certificate', 'fault', { key: 'doctor.certificate.over', values })];
    if (standing === 'soon') return [finding('certificate', 'warning', { key: 'doctor.certificate.soon', values })];
    if (standing === 'distrusted') {
      const told = { url, reason: found.distrust ?? '' };
      return [finding('certificate', 'warning', { key: 'doctor.certificate.distrusted', values: told })];
    }
    return [finding('certificate', 'fine', { key: 'doctor.certificate.fine', values })];
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 200);
    return [finding('certificate', 'unknown', { key: 'doctor.certificate.unseen', values: { url, reason } })];
  }
};
