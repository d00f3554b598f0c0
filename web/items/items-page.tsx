import { useLanguage } from '../language/language.ts';

/** The map of what is bought together, and one item. */
export function ItemsPage({ itemId }: { readonly itemId?: string | undefined }) {
  const { texts } = useLanguage();
  return (
    <h1>
      {texts.areas.items} {itemId}
    </h1>
  );
}
