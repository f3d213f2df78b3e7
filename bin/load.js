const { pathToFileURL } = require('node:url');

// Apart from launch.js, because an old Node cannot even parse import().
module.exports = function load(path) {
  return import(pathToFileURL(path).href);
};
