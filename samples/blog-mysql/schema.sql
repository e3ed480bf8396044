CREATE TABLE posts (
  id INT AUTO_INCREMENT PRIMARY KEY,
  title VARCHAR(80) NOT NULL,
  body TEXT
);
INSERT INTO posts (title, body) VALUES ('Hello', 'First words.');
