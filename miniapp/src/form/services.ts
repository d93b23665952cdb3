import type { PersonRef } from '@songtao/shared/api/common.js';
import { createContext, useContext, type ComponentType } from 'react';

/** A file of this phone that stands in a form under its id. */
export interface KeptFile {
  readonly id: string;
  readonly kind: 'photo' | 'voice' | 'signature';
  /** Of a recording. */
  readonly seconds?: number;
}

/** A household as it is found by its name. */
export interface FoundHousehold {
  readonly id: string;
  /** 王秀英家 */
  readonly name: string;
  /** 骝马村3组，4口人 */
  readonly line: string;
}

/** The meetings of a village at which this may have been decided, and who is called to them. */
interface MeetingBook {
  readonly meetings: readonly { readonly id: string; readonly words: string }[];
  readonly roster: readonly { readonly id: string; readonly name: string; readonly kinship: string | null }[];
}

/** All that a form needs from outside: it never calls the network itself. Each rejects with words to show in `message`. */
export interface FormServices {
  /** Resolves once the server has the file; the same id twice is one file. */
  readonly send: (file: KeptFile) => Promise<void>;
  readonly findHouseholds: (name: string) => Promise<readonly FoundHousehold[]>;
  /** People to whom this can be given. */
  readonly people: () => Promise<readonly PersonRef[]>;
  readonly meetings: () => Promise<MeetingBook>;
  /** What was written down about the household last, by fact. */
  readonly lastFacts: Readonly<Record<string, string>>;
  /** The big microphone. */
  readonly Talk: ComponentType<{
    readonly onSaid: (said: { readonly id: string; readonly seconds: number }) => void;
  }>;
  /** One recording of this phone, to be heard. */
  readonly Voice: ComponentType<{ readonly id: string; readonly seconds: number }>;
}

const Services = createContext<FormServices | null>(null);

/** Hands the outside to every form below. */
export const FormServicesProvider = Services.Provider;

/** The outside, for one kind of field. */
export function useServices(): FormServices {
  const services = useContext(Services);
  if (!services) throw new Error('a form stands in a FormServicesProvider');
  return services;
}
