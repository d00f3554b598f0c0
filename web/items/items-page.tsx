import { useState } from 'preact/hooks';
import { addressOf } from '../application/places.ts';
import { useLanguage } from '../language/language.ts';
import { ItemView } from './item-view.tsx';
import { ShopLists } from './shop-lists.tsx';

/** What sells and what goes together, and one item. */
export function ItemsPage({ itemId }: { readonly itemId?: string | undefined }) {
  const { texts } = useLanguage();
  const [wanted, setWanted] = useState('');
  return (
    <>
      <h1>{itemId === undefined ? texts.areas.items : texts.items.title(itemId)}</h1>
      <form
        class="switches"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted.trim() !== '') location.hash = addressOf.item(wanted.trim());
        }}
      >
        <label>
          {texts.items.searchFor}
          <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        </label>
        <button type="submit">{texts.customers.find}</button>
      </form>
      {itemId === undefined ? <ShopLists /> : <ItemView key={itemId} itemId={itemId} />}
    </>
  );
}
