select regexp_replace(name, '[аи]', '<\&>', 'g'), substring(name from 'М.'), split_part(name, '', 1) from people
