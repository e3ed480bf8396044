import os

import mysql.connector
from flask import Flask, jsonify, request

app = Flask(__name__)


def connect():
    return mysql.connector.connect(
        host=os.environ["DB_HOST"],
        user=os.environ["DB_USER"],
        password=os.environ["DB_PASSWORD"],
        database=os.environ["DB_NAME"],
    )


@app.route("/posts", methods=["GET", "POST"])
def posts():
    connection = connect()
    if request.method == "POST":
        cursor = connection.cursor()
        cursor.execute("INSERT INTO posts (title, body) VALUES (%s, %s)", (request.json["title"], request.json["body"]))
        connection.commit()
        return jsonify(id=cursor.lastrowid), 201
    cursor = connection.cursor(dictionary=True)
    cursor.execute("SELECT id, title, LENGTH(body) AS size FROM posts ORDER BY id DESC")
    rows = cursor.fetchall()
    connection.close()
    return jsonify(rows)


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=80)
