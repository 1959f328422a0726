/** Every piece in every state, served by `vite` in development alone: /gallery.html, and ?view= for each shell. */
import './styles/index.css';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Pieces } from './gallery/pieces.tsx';
import { ConsoleExample, FocusExample, GateExample, RequesterExample } from './gallery/shells.tsx';
import { loadSections, setLocale } from './shared/i18n.ts';
import { ToastProvider } from './shared/ui/toast.tsx';

const VIEWS = { console: ConsoleExample, focus: FocusExample, gate: GateExample, requester: RequesterExample };

function Gallery() {
  const view = new URLSearchParams(location.search).get('view') ?? 'pieces';
  const Shell = Object.entries(VIEWS).find(([name]) => name === view)?.[1];
  return <ToastProvider>{Shell ? <Shell /> : <Pieces />}</ToastProvider>;
}

await setLocale('es-MX');
await loadSections('requests', 'console');
const router = createRouter({
  routeTree: createRootRoute({ component: Gallery, notFoundComponent: Gallery }),
  history: createMemoryHistory({ initialEntries: ['/solicitudes'] }),
});
const root = document.getElementById('root');
if (root) createRoot(root).render(<RouterProvider router={router as never} />);
