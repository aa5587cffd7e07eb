import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../ui/app';

export const AppContext = createContext<App | null>(null);

/** What all views share: who is logged in, the server, the status line. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) {
    throw new Error('A view of the desk is drawn inside the desk');
  }
  return app;
}

export function useRole(): string {
  return useApp().gate.state.get().session?.role ?? '';
}
