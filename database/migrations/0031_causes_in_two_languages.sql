-- A cause has a name in each language; English may be empty, and its readers then get the Spanish. A request keeps both as
-- they were said.
alter table requests add column cause_en text check (length(cause_en) between 1 and 160);

drop index causes_name;
alter table causes drop constraint causes_name_check;
alter table causes alter column name type jsonb using jsonb_build_object('es', name, 'en', '');
alter table causes
  add check (length(name ->> 'es') between 1 and 160),
  add check (length(name ->> 'en') <= 160);
create unique index causes_name
  on causes (coalesce(area_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(name ->> 'es'));

-- Those a desk began with, where nobody worded them otherwise.
update causes set name = jsonb_build_object('es', known.es, 'en', known.en)
from (values
  ('Falla de equipo', 'Equipment failure'),
  ('Falla de red o de enlace', 'Network or link failure'),
  ('Falla de un sistema', 'System failure'),
  ('Configuración', 'Configuration'),
  ('Consumible agotado', 'Consumable used up'),
  ('Uso o capacitación', 'Use or training'),
  ('Permisos o contraseña', 'Permissions or password'),
  ('Proveedor o tercero', 'Supplier or third party'),
  ('Suministro eléctrico', 'Power supply'),
  ('Sin causa determinada', 'No known cause')
) as known (es, en)
where causes.name ->> 'es' = known.es;
