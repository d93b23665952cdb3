/** In a browser a View is no button: it must be told to take the focus, Enter and the space bar. */
export function keyboard(act: (event: KeyboardEvent) => void) {
  if (process.env.TARO_ENV !== 'h5') return {};
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    act(event);
  };
  return { tabindex: '0', onKeyDown };
}
