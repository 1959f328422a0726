/** Zones of the country, the ones most used first (Ley de los Husos Horarios, DOF 28 October 2022). */
export const ZONES = [
  'America/Mexico_City',
  'America/Tijuana',
  'America/Hermosillo',
  'America/Mazatlan',
  'America/Cancun',
  'America/Monterrey',
  'America/Merida',
  'America/Chihuahua',
  'America/Ciudad_Juarez',
  'America/Ojinaga',
  'America/Matamoros',
  'America/Bahia_Banderas',
] as const;
