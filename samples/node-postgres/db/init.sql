CREATE TABLE entries (
  id serial PRIMARY KEY,
  name varchar(40) NOT NULL,
  message text,
  written timestamptz DEFAULT now()
);
INSERT INTO entries (name, message) VALUES ('Ann', 'Nice place');
