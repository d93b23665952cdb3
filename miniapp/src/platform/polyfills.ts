// A mini-program has no EventTarget and no AbortController, which react-query needs: imported first of all in app.ts.
import 'event-target-polyfill';
import 'yet-another-abortcontroller-polyfill';

// zod would try code made at run time, which WeChat and our content policy forbid: told before it loads, and without loading it for whoever fills in no form.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
