import type { ComponentChildren } from 'preact';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'number' | 'datetime-local' | 'time';
  readonly isNeeded?: boolean;
  readonly isLocked?: boolean;
  readonly hint?: string;
}

/** A field with its name above it. */
export function Field({ label, value, onChange, type = 'text', isNeeded = false, isLocked = false, hint }: TextProps) {
  return (
    <label class="field">
      {label}
      <input
        // The types of an input part it by kind; what is common to these holds for all.
        type={type as 'text'}
        value={value}
        required={isNeeded}
        readOnly={isLocked}
        step={type === 'number' ? 'any' : undefined}
        min={type === 'number' ? 0 : undefined}
        title={hint}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly value: Name;
  readonly names: readonly Name[];
  readonly wordOf: (name: Name) => string;
  readonly onChange: (name: Name) => void;
}

export function Choice<Name extends string>({ label, value, names, wordOf, onChange }: ChoiceProps<Name>) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as Name)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {wordOf(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ChecksProps<Name extends string> {
  readonly label: string;
  readonly chosen: readonly Name[];
  readonly names: readonly Name[];
  readonly wordOf: (name: Name) => string;
  readonly onChange: (chosen: readonly Name[]) => void;
}

/** Any of several; the order of choosing is kept. */
export function Checks<Name extends string>({ label, chosen, names, wordOf, onChange }: ChecksProps<Name>) {
  return (
    <Fields legend={label}>
      {names.map((name) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
          />
          {wordOf(name)}
        </label>
      ))}
    </Fields>
  );
}

export const Fields = ({ legend, children }: { readonly legend: string; readonly children: ComponentChildren }) => (
  <fieldset>
    <legend>{legend}</legend>
    <div class="fields">{children}</div>
  </fieldset>
);
