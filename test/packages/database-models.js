const mongoose = require('mongoose');
const User = mongoose.model('User', new mongoose.Schema({ name: { type: String, required: true }, email: { type: String, unique: true }, age: Number }, { timestamps: true }));
const Post = mongoose.model('Post', new mongoose.Schema({ title: String, author: { type: mongoose.Schema.Types.ObjectId, ref: 'User' }, tags: [String], comments: [{ body: String }] }));
(async () => {
  await mongoose.connect('mongodb://db:27017/blog'); console.log(mongoose.connection.readyState, mongoose.connection.host, mongoose.connection.name);
  const ann = await User.create({ name: 'Ann', email: 'ann@x.y', age: '30' }); console.log(ann.age, ann.__v, ann.createdAt instanceof Date, Object.keys(ann.toObject()).join());
  await new Promise((r) => setTimeout(r, 500));
  await User.create({ name: 'Bob', email: 'ann@x.y' }).catch((e) => console.log(e.name, e.code, e.message, e.keyValue));
  await User.create({ email: 'q' }).catch((e) => console.log(e.message));
  const post = await new Post({ title: 'Hi', author: ann, tags: ['a'] }).save();
  post.comments.push({ body: 'nice' }); post.tags.push('b'); console.log(post.isModified('tags'), post.modifiedPaths()); await post.save();
  const found = await Post.findOne({ title: 'Hi' }).populate('author', 'name -_id'); console.log(found.author.name, found.tags, found.comments[0].body, found.comments.id(found.comments[0]._id).body);
  console.log(await User.find().select('name -_id').lean(), await User.countDocuments({ age: { $gt: 18 } }));
  const up = await User.findByIdAndUpdate(ann._id, { age: 31 }, { new: true }); console.log(up.age, up.name);
  console.log(await User.updateOne({ name: 'Ann' }, { $inc: { age: 1 } }), (await User.findById(ann.id)).age, await User.findById('507f1f77bcf86cd799439011'));
  await User.findById('nope').catch((e) => console.log(e.message));
  console.log(await User.findByIdAndDelete(ann._id).then((d) => d.name), await User.deleteMany({}), await User.exists({}), await Post.aggregate([{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { _id: 1 } }]));
  await mongoose.disconnect(); console.log(mongoose.connection.readyState);
})().catch((e) => console.log('FAILED', e));
