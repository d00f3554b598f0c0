import { useState } from 'preact/hooks';
import { addressOf } from '../application/places.ts';
import { useLanguage } from '../language/language.ts';
import { CustomerView } from './customer-view.tsx';
import { GroupList } from './group-list.tsx';

function Search() {
  const { texts } = useLanguage();
  const [customerId, setCustomerId] = useState('');
  return (
    <form
      class="switches"
      onSubmit={(event) => {
        event.preventDefault();
        if (customerId.trim() !== '') location.hash = addressOf.customer(customerId.trim());
      }}
    >
      <label>
        {texts.customers.searchFor}
        <input type="search" value={customerId} onInput={(event) => setCustomerId(event.currentTarget.value)} />
      </label>
      <button type="submit">{texts.customers.find}</button>
    </form>
  );
}

/** Search, the customers of a group, and one customer. */
export function CustomersPage({ customerId }: { readonly customerId?: string | undefined }) {
  const { texts } = useLanguage();
  return (
    <>
      <h1>{customerId === undefined ? texts.areas.customers : texts.customer.title(customerId)}</h1>
      <Search />
      {customerId === undefined ? <GroupList /> : <CustomerView key={customerId} customerId={customerId} />}
    </>
  );
}
