import { Link } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';

export function Head({ title }: { title: string }) {
  const t = useT();
  return (
    <header className="split__top">
      <div className="grow">
        <nav className="crumbs split__back" aria-label={t('console.replies.path')}>
          <Link to="/plantillas">
            <IconArrowLeft /> {t('console.replies.title')}
          </Link>
        </nav>
        <h1>{title}</h1>
      </div>
    </header>
  );
}
