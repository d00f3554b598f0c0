import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiProblem } from '../api/client.ts';
import { Failure } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { type TileView, useReport } from './report-context.ts';
import { TileTable } from './tile-table.tsx';
import { definitionOf, titleOf } from './tile-words.ts';

interface Props {
  readonly name: string;
  /** Drawn of the tile's rows; absent where the table says it best. */
  readonly children?: (view: TileView) => ComponentChildren;
  readonly isWide?: boolean;
  /** The table stands open, as there is no picture. */
  readonly isTable?: boolean;
}

function DownloadButton({ name }: { readonly name: string }) {
  const { texts } = useLanguage();
  const { download } = useReport();
  const [problem, setProblem] = useState<ApiProblem>();
  const get = () => {
    setProblem(undefined);
    download(name).catch((error) =>
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, 'page.failed', String(error))),
    );
  };
  return (
    <>
      <button type="button" class="plain" onClick={get} aria-label={texts.tile.downloadOf(name)}>
        {texts.tile.download}
      </button>
      {problem !== undefined && <Failure problem={problem} onAgain={get} />}
    </>
  );
}

function Notes({ view }: { readonly view: TileView }) {
  if (view.notes.length === 0) return null;
  return (
    // Notes come in English words.
    <ul class="notes" lang="en">
      {view.notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** A part of the report: what it is, the picture, the numbers behind it, and the file. */
export function Tile({ name, children, isWide = false, isTable = false }: Props) {
  const { texts, format } = useLanguage();
  const view = useReport().report.tiles?.[name];
  const id = `tile-${name}`;
  const classes = `tile${isWide ? ' wide' : ''}`;
  if (view === undefined) {
    return (
      <section class={classes} id={id} aria-labelledby={`${id}-title`}>
        <h3 id={`${id}-title`}>{titleOf(texts, name, undefined)}</h3>
        <p class="message">{texts.tile.notYet}</p>
      </section>
    );
  }
  const title = titleOf(texts, name, view);
  return (
    <section class={classes} id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h3 id={`${id}-title`}>{title}</h3>
        <span class={`basis ${view.basis}`} title={texts.basis[view.basis].definition}>
          {texts.basis[view.basis].name}
        </span>
      </header>
      <details class="definition">
        <summary>{texts.tile.definition}</summary>
        <p>{definitionOf(texts, name, view)}</p>
        <p class="hint">{texts.tile.asOf(format.time(view.asOf))}</p>
      </details>
      {view.rows.length === 0 && <p class="message">{texts.tile.empty}</p>}
      {view.rows.length > 0 && children?.(view)}
      {view.rows.length > 0 && isTable && <TileTable name={name} view={view} title={title} />}
      <Notes view={view} />
      <footer>
        {view.rows.length > 0 && !isTable && (
          <details class="behind">
            <summary>{texts.tile.table}</summary>
            <TileTable name={name} view={view} title={title} />
          </details>
        )}
        <DownloadButton name={name} />
      </footer>
    </section>
  );
}
