const express = require('express');
const morgan = require('morgan');

const app = express();
const books = [{ id: 1, title: 'Dune' }];

app.use(morgan('tiny'));
app.use(express.json());

app.get('/', (req, res) => res.send('A shelf of books'));
app.get('/books', (req, res) => res.json(books));
app.get('/books/:id', (req, res) => {
  const book = books.find((one) => one.id === Number(req.params.id));
  if (!book) return res.status(404).json({ error: 'no such book' });
  res.json(book);
});
app.post('/books', (req, res) => {
  if (!req.body.title) return res.status(400).json({ error: 'a book needs a title' });
  const book = { id: books.length + 1, title: req.body.title };
  books.push(book);
  res.status(201).location(`/books/${book.id}`).json(book);
});
app.use((err, req, res, next) => res.status(err.status || 500).json({ error: err.message }));

app.listen(process.env.PORT || 3000, () => console.log('The shelf is open'));
