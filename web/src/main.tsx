/** The browser's start: the words of the shell, then the router. */
import './styles/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { ErrorReporting } from './app/error-reporting.tsx';
import { queryClient } from './app/query-client.ts';
import { router } from './app/router.tsx';
import { startLocale } from './app/start-locale.ts';
import { ToastProvider } from './shared/ui/toast.tsx';

await startLocale();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
        <ErrorReporting />
      </ToastProvider>
    </QueryClientProvider>,
  );
}
