// A mini-program has no EventTarget and no AbortController, which react-query needs: imported first of all in app.ts.
import 'event-target-polyfill';
import 'yet-another-abortcontroller-polyfill';
