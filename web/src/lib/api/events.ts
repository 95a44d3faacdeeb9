/** Calls back when the server says that something was published, withdrawn or replaced. Returns what ends it. */
export function onResults(callback: () => void): () => void {
  let source: EventSource | undefined;
  // A page in the background costs the phone and the server nothing.
  const follow = (): void => {
    source?.close();
    source = undefined;
    if (document.visibilityState !== 'visible') return;
    source = new EventSource('/api/v1/events');
    source.addEventListener('results', callback);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    source?.close();
  };
}
