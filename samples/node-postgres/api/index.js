const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.use(express.urlencoded({ extended: false }));

app.get('/', async (req, res) => {
  const { rows } = await pool.query('SELECT id, name, message FROM entries ORDER BY id');
  res.json(rows);
});

app.post('/', async (req, res) => {
  const { name, message } = req.body;
  try {
    const result = await pool.query('INSERT INTO entries (name, message) VALUES ($1, $2) RETURNING id', [name, message]);
    res.status(201).json(result.rows[0]);
  } catch (error) {
    res.status(400).json({ code: error.code, error: error.message });
  }
});

app.listen(3000, () => console.log('guest book open'));
