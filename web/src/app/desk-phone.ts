/** The telephone of the desk, kept on this machine: it is wanted most when nothing can be asked of the server. */
const KEY = 'mesa.phone';

export function keepPhone(phone: string): void {
  try {
    localStorage.setItem(KEY, phone);
  } catch {
    // It is only said less well.
  }
}

export function keptPhone(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
