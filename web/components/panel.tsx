import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

/** A titled part of a page outside the report. */
export function Panel({ title, isWide = false, children }: Props) {
  const id = useId();
  return (
    <section class={`tile${isWide ? ' wide' : ''}`} aria-labelledby={id}>
      <h2 id={id} class="panel-title">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Names with their values. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
