/** There is one institution, so its stream has a fixed name. */
export const INSTITUTION_STREAM = 'institution:00000000-0000-4000-8000-000000000001';
