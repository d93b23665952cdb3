import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

interface SheetProps {
  open: boolean;
  title: Words;
  line?: Words;
  onClose: () => void;
  children: ReactNode;
}

/** In a browser the focus goes into the sheet and back again, and Escape closes it. */
function useKeyboard(open: boolean, onClose: () => void) {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || !open) return undefined;
    const before = document.activeElement;
    document.querySelector<HTMLElement>('.st-sheet__x')?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open]);
}

/** A question, an action with its form, urgent calls: from below, over the page, and only after a tap. */
export function Sheet({ open, title, line, onClose, children }: SheetProps) {
  useKeyboard(open, onClose);
  if (!open) return null;
  return (
    <>
      <View className="st-scrim" catchMove onClick={onClose} />
      <View className="st-sheet" {...a11y({ role: 'dialog', label: plainWords(title), modal: true })}>
        <View className="st-sheet__h">
          <View>
            <View className="st-sheet__t" {...a11y({ role: 'heading', level: 2 })}>
              <Phrases of={title} />
            </View>
            {line && (
              <View className="st-sub">
                <Phrases of={line} />
              </View>
            )}
          </View>
          <Press className="st-sheet__x" label="关掉" onPress={onClose}>
            <Icon name="close" />
          </Press>
        </View>
        {children}
      </View>
    </>
  );
}
