/** Addresses that letters lead to. The origin is the configured one alone, never what a request said (V50). */

export type Links = {
  readonly signIn: string;
  readonly askForPassword: string;
  readonly profile: string;
  readonly newRequest: string;
  /** One's own. */
  readonly requests: string;
  /** The secret stands after the hash: it reaches no server log. */
  confirm(token: string): string;
  confirmEmail(token: string): string;
  /** Choosing a password, the first or a new one. */
  choosePassword(token: string): string;
  /** The survey of a request, with the figure pressed. */
  survey(token: string, score: number): string;
  request(ref: string): string;
  attend(ref: string): string;
  /** Where Servicios Generales decides of its urgency. */
  urgency(ref: string): string;
  receipt(ref: string): string;
  /** Where anybody asks whether a paper is genuine, by its code. */
  verify(code: string): string;
  readonly backups: string;
  enrolment(id: string): string;
  /** Where DTI reviews it, and where Servicios Generales decides of its exceptions. */
  enrolmentReview(id: string): string;
  enrolmentExceptions(id: string): string;
  deactivation(id: string): string;
  /** Where whoever answers for an agency confirms its people, and where DTI sees them all. */
  readonly staffRoll: string;
  readonly staffRolls: string;
  /** A request about personal data, as its holder sees it, and as who attends it does. */
  ownDataRight(id: string): string;
  dataRight(id: string): string;
  /** The page of a person, for who administers. */
  person(id: string): string;
};

export const linksFrom = (publicUrl: string): Links => ({
  signIn: `${publicUrl}/entrar`,
  askForPassword: `${publicUrl}/recuperar`,
  profile: `${publicUrl}/perfil`,
  requests: `${publicUrl}/solicitudes`,
  newRequest: `${publicUrl}/solicitudes/nueva`,
  confirm: (token) => `${publicUrl}/confirmar#${token}`,
  confirmEmail: (token) => `${publicUrl}/correo#${token}`,
  choosePassword: (token) => `${publicUrl}/activar#${token}`,
  survey: (token, score) => `${publicUrl}/satisfaccion#${token}.${score}`,
  request: (ref) => `${publicUrl}/solicitudes/${ref}`,
  attend: (ref) => `${publicUrl}/atencion/${ref}`,
  urgency: (ref) => `${publicUrl}/urgencias/${ref}`,
  backups: `${publicUrl}/respaldos`,
  enrolment: (id) => `${publicUrl}/altas/${id}`,
  enrolmentReview: (id) => `${publicUrl}/altas/${id}/revision`,
  enrolmentExceptions: (id) => `${publicUrl}/altas/excepciones/${id}`,
  deactivation: (id) => `${publicUrl}/bajas/${id}`,
  staffRoll: `${publicUrl}/plantilla`,
  staffRolls: `${publicUrl}/administracion/plantillas`,
  ownDataRight: (id) => `${publicUrl}/perfil/datos-personales/${id}`,
  dataRight: (id) => `${publicUrl}/datos-personales/${id}`,
  person: (id) => `${publicUrl}/administracion/personas/${id}`,
  receipt: (ref) => `${publicUrl}/solicitudes/${ref}/acuse`,
  verify: (code) => `${publicUrl}/verificar/${code}`,
});
