import { type PlotOptions, plot } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** What the picture shows, for who does not see it; the numbers are in the table behind it. */
  readonly label: string;
  /** @param width of the place, in pixels; keep what this is made of the same between drawings (`useCallback`) */
  readonly optionsAt: (width: number) => PlotOptions;
}

/** A chart as wide as its place. */
export function PlotChart({ label, optionsAt }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return;
    const drawn = plot({ ...optionsAt(width), width, ariaLabel: label, className: 'plot' });
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', label);
    // Its rules stand in the page's own style sheet: the content security policy takes no others.
    for (const style of drawn.querySelectorAll('style')) style.remove();
    // The picture has one name; its parts have no role that could carry one.
    for (const part of drawn.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
    place.current?.replaceChildren(drawn);
    return () => drawn.remove();
  }, [label, optionsAt, width]);
  return <div class="chart" ref={place} />;
}
