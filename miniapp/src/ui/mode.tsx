import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';

const ModeContext = createContext(false);

/** Says once, above all pages, whether everything below is drawn large. */
export function ModeProvider({ elder, children }: { elder: boolean; children: ReactNode }) {
  return <ModeContext.Provider value={elder}>{children}</ModeContext.Provider>;
}

/** True in elder mode. Sizes follow from tokens; ask only where the words differ. */
export function useElder(): boolean {
  return useContext(ModeContext);
}
